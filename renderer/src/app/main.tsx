import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { detectClient } from '../client/detect-client.ts';
import { chosenLanguage } from '../lib/chosen-language.ts';
import { speak } from '../lib/texts.ts';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element "root"');
}
const client = detectClient();
const language = chosenLanguage();
document.documentElement.lang = language;
await speak(language);
// Only now: the screens take their texts when they are loaded.
const { App } = await import('./app.tsx');
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
