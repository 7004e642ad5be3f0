const INTERVAL_MS = 2000;

/** Text being typed or a field in use must not be swept away. */
function isInUse(section) {
  const inputs = [...section.querySelectorAll('input')];
  const options = [...section.querySelectorAll('option')];
  return (
    section.querySelector('select:focus, input:focus') !== null ||
    inputs.some((input) => input.value !== input.defaultValue) ||
    options.some((option) => option.selected !== option.defaultSelected)
  );
}

/** Takes over the sections whose server-made markup has changed, and only those. */
function takeOver(fresh) {
  for (const section of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(section.id);
    if (next && next.outerHTML !== section.outerHTML && !isInUse(section)) section.replaceWith(next);
  }
}

async function refresh() {
  if (document.hidden) return;
  const response = await fetch(location.href);
  if (response.ok) takeOver(new DOMParser().parseFromString(await response.text(), 'text/html'));
}

async function keepFresh() {
  document.body.dataset.live = await refresh().then(
    () => 'on',
    () => 'off',
  );
  setTimeout(() => void keepFresh(), INTERVAL_MS);
}

setTimeout(() => void keepFresh(), INTERVAL_MS);
