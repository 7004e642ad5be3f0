/** Minutes as Align's text of hours: one decimal at least, two at most ("2.5", "3.0", "16.65"). */
export function hoursText(minutes: number): string {
  const hundredths = Math.round((minutes * 100) / 60);
  const text = (hundredths / 100).toFixed(2);
  return text.endsWith('0') ? text.slice(0, -1) : text;
}
