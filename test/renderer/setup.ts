import { prepareBrowser } from './render-app.tsx';

prepareBrowser();
