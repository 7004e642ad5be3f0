import { type Html, html } from './html.ts';

type Document = { title: string; body: Html; isLive?: boolean };

/** A whole page; a live one refreshes its sections by itself where scripts run. */
export function document({ title, body, isLive = false }: Document): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/sandbox.css">
${isLive ? html`<script src="/assets/refresh.js" defer></script>` : undefined}
</head>
<body>
${body}
</body>
</html>
`;
}
