import type { Client } from '../../../shared/contract/client.ts';
import { type Language, systemLanguage } from './locale.ts';

/** The language that the person has chosen, else that of the system. */
export async function chosenLanguage(_client: Client): Promise<Language> {
  return systemLanguage();
}
