-- One for each order of a list, with its tie-break, and one for the filter that selects most sharply.
create index article_by_quantity on article (quantity, sku);
create index article_by_change on article (updated_at, sku);
create index article_by_supplier on article (supplier, sku);
