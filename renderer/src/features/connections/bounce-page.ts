// The one source of the page: what is saved here is what docs/ holds and what the tests look at, byte for byte.
import page from '../../../../docs/oauth-bounce/index.html?raw';

/** Hands the page that sends the browser back to this computer to the person, as the browser does with downloads. */
export function saveBouncePage(): void {
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'index.html';
  link.click();
  URL.revokeObjectURL(url);
}
