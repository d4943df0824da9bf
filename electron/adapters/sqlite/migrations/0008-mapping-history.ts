/**
 * What each version of the config changed, kept beside it so that the history is a list and not a comparison of whole documents,
 * and the last item that each SKU was mapped to: a mapping that was taken away is suggested again.
 */
export const MAPPING_HISTORY = `
ALTER TABLE config_versions ADD COLUMN reason TEXT NOT NULL DEFAULT 'saved';
ALTER TABLE config_versions ADD COLUMN restored INTEGER;
ALTER TABLE config_versions ADD COLUMN changes TEXT;
CREATE TABLE former_mappings (sku_key TEXT PRIMARY KEY, item TEXT NOT NULL, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO former_mappings (sku_key, item, version)
SELECT lower(trim(p.value ->> '$.sku')), p.value -> '$.item', max(v.version)
FROM config_versions v, json_each(v.body, '$.products') p
WHERE p.value ->> '$.sku' IS NOT NULL AND p.value -> '$.item' IS NOT NULL
GROUP BY 1;
`;
