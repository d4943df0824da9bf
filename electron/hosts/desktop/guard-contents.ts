import { app, type Session, shell, type WebContents } from 'electron';

import { APP_ORIGIN } from './app-protocol.ts';

/** Where links may lead, in the person's own browser. Hosts are compared whole, or as the end after a dot. */
const LINK_HOSTS = ['intuit.com', 'shipstation.com', 'purser.app'];

/** Refuses by default what any page could be led to: navigation, redirects, new windows, webviews. Links to known hosts go to the browser. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!isOurs(url)) {
      event.preventDefault();
    }
  });
  contents.on('will-redirect', (event, url) => {
    if (!isOurs(url)) {
      event.preventDefault();
    }
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isKnownLink(url)) {
      void shell.openExternal(url);
    }
    return { action: 'deny' };
  });
}

/** No camera, no location: our page asks for nothing but the clipboard, only to write, and to tell what needs a person. */
const PERMITTED: readonly string[] = ['clipboard-sanitized-write', 'notifications'];

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(PERMITTED.includes(permission)));
  session.setPermissionCheckHandler((_contents, permission) => PERMITTED.includes(permission));
  session.setDevicePermissionHandler(() => false);
}

export function isOurs(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === APP_ORIGIN;
}

/** https, no user name in it, and a host of ours or of the two services. */
export function isKnownLink(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') {
    return false;
  }
  return LINK_HOSTS.some((host) => parsed.hostname === host || parsed.hostname.endsWith(`.${host}`));
}
