import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * DejaVu Sans: Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian and more in one file. The fonts that PDF readers bring
 * along carry Western European letters only, and a buyer's name may hold any.
 */
export interface ReportFonts {
  readonly regular: string;
  readonly bold: string;
}

/** Paths of the font files: beside the bundle, or in the package when run from source. */
export function reportFonts(): ReportFonts {
  return { regular: fontPath('DejaVuSans.ttf'), bold: fontPath('DejaVuSans-Bold.ttf') };
}

function fontPath(name: string): string {
  const beside = fileURLToPath(new URL(`./fonts/${name}`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
}
