// Days as numbers since 1970, as the flat form has them.
const day = 86_400_000;

/** The same day some months later; a day that does not exist rolls to the 1st of the following month. */
export function monthsLater(days, months) {
  const from = new Date(days * day);
  const [year, month, date] = [from.getUTCFullYear(), from.getUTCMonth() + months, from.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return (date <= last ? Date.UTC(year, month, date) : Date.UTC(year, month + 1, 1)) / day;
}
