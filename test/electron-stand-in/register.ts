// node --import ./test/electron-stand-in/register.ts dist/main/main.js: `electron` resolves to the stand-in beside this file.
import { registerHooks } from 'node:module';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common|renderer))?$/.test(specifier) ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: '45.4.1', chrome: '156.0.8078.100' } });
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'resourcesPath', { value: process.env['STANDIN_RESOURCES'] ?? process.cwd(), writable: true });
