/** The options of a choice, from the catalogue's own names. */
export function optionsOf<Value extends string>(
  names: Readonly<Record<Value, string>>,
): { readonly value: Value; readonly label: string }[] {
  // Safe: the catalogue has exactly these keys.
  return (Object.keys(names) as Value[]).map((value) => ({ value, label: names[value] }));
}
