import { spawn } from 'node:child_process';

/** Opens an address in the person's own browser. Resolves when the system has taken it over, rejects where it has no way to. */
export async function openInBrowser(url: string): Promise<void> {
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw new Error(`Only web addresses are opened, not ${parsed.protocol}`);
  }
  const [command, args] = commandFor(parsed.href);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

/** Arguments are passed as a list, never through a shell: an address must not become a command. */
function commandFor(url: string): readonly [string, readonly string[]] {
  if (process.platform === 'darwin') {
    return ['open', [url]];
  }
  return process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', url]] : ['xdg-open', [url]];
}
