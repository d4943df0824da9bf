/**
 * Which orders hold three letters in a row, so that a search for a rare word reads a few rows and not all of them. No text of its
 * own (`content`): it is kept in step with order_list by triggers. Positions are left out (`detail=none`): what is found is
 * looked at again in the row itself.
 */
export const ORDER_SEARCH = `
CREATE VIRTUAL TABLE order_search USING fts5 (
  search, content='order_list', content_rowid='order_id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0
);
CREATE TRIGGER order_search_added AFTER INSERT ON order_list BEGIN
  INSERT INTO order_search (rowid, search) VALUES (new.order_id, new.search);
END;
CREATE TRIGGER order_search_removed AFTER DELETE ON order_list BEGIN
  INSERT INTO order_search (order_search, rowid, search) VALUES ('delete', old.order_id, old.search);
END;
CREATE TRIGGER order_search_changed AFTER UPDATE OF search ON order_list WHEN old.search <> new.search BEGIN
  INSERT INTO order_search (order_search, rowid, search) VALUES ('delete', old.order_id, old.search);
  INSERT INTO order_search (rowid, search) VALUES (new.order_id, new.search);
END;
INSERT INTO order_search (order_search) VALUES ('rebuild');
`;
