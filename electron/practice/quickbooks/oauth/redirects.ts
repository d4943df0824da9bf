import type { PracticeQuickBooksSettings } from '../settings.ts';

/**
 * Intuit's rules for redirect addresses (api/quickbooks §1.8): exact match with a registered one; no IP addresses, ever;
 * plain http only as http://localhost and only with development keys.
 */
export function isAllowedRedirect(address: string, settings: PracticeQuickBooksSettings): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  const url = new URL(address);
  if (isIpAddress(url.hostname) || url.hash !== '') {
    return false;
  }
  const isLocal = url.protocol === 'http:' && url.hostname === 'localhost';
  if (
    settings.redirects === 'production'
      ? isLocal || url.hostname === 'localhost' || url.protocol !== 'https:'
      : url.protocol !== 'https:' && !isLocal
  ) {
    return false;
  }
  if (settings.registeredRedirects.length > 0) {
    return settings.registeredRedirects.includes(address);
  }
  return isLocal && /^http:\/\/localhost:\d{1,5}\/callback$/.test(address);
}

function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname);
}
