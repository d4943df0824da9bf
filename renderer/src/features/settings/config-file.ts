/** A company with a hundred thousand product mappings has a file of about this size. */
const LARGEST_BYTES = 20 * 1024 * 1024;

export type ConfigFile =
  | { readonly kind: 'document'; readonly name: string; readonly document: unknown }
  | { readonly kind: 'too-large' | 'not-json'; readonly name: string };

/** Reads a file that a person chose. Whether it is a config only the host can tell. */
export async function readConfigFile(file: File): Promise<ConfigFile> {
  const { name } = file;
  if (file.size > LARGEST_BYTES) {
    return { kind: 'too-large', name };
  }
  try {
    const document: unknown = JSON.parse(await file.text());
    return { kind: 'document', name, document };
  } catch {
    return { kind: 'not-json', name };
  }
}

/** Hands a JSON file to the person, as the browser does with downloads. */
export function downloadJson(name: string, content: unknown): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
