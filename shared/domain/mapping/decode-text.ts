/**
 * The text of a file that a spreadsheet wrote: UTF-16 where its byte order mark says so (Excel's "Unicode text"), UTF-8 where
 * every byte fits, else Windows-1252, in which Excel saves "CSV" on Windows.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
