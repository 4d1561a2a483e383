drop index article_by_quantity, article_by_change, article_by_supplier;
