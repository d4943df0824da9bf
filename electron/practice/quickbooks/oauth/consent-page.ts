/** The page on which a person lets the app into the company: one form to connect, one to cancel. */
export function consentPage(companyName: string, authorizePath: string): string {
  const action = escapeHtml(authorizePath);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Connect to QuickBooks</title></head>
<body>
<main>
<h1>Connect ${escapeHtml(companyName)}</h1>
<p>This is the practice company. The app asks to read and change its books.</p>
<form method="post" action="${action}"><input type="hidden" name="decision" value="connect"><button type="submit">Connect</button></form>
<form method="post" action="${action}"><input type="hidden" name="decision" value="cancel"><button type="submit">Cancel</button></form>
</main>
</body>
</html>
`;
}

/** What the person sees where the app itself is set up wrongly: nothing goes back to it. */
export function brokenRequestPage(reason: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Connection problem</title></head>
<body><main><h1>Sorry, but the app did not connect</h1><p>${escapeHtml(reason)}</p></main></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
