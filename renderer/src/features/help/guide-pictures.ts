/** Address of each picture of the guide by its file's name; they are part of the app, so that the guide needs no network. */
const ADDRESSES = import.meta.glob<string>('../../../../docs/screenshots/*.png', { query: '?url', import: 'default', eager: true });

const byName = new Map(Object.entries(ADDRESSES).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]));

/** Undefined for a picture that the guide names and nobody has taken: a test looks for those. */
export const pictureAddress = (source: string): string | undefined => byName.get(source.slice(source.lastIndexOf('/') + 1));
