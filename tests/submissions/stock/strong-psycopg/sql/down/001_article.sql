drop table tag, article;
drop sequence revision;
