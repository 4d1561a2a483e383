drop table imported_file;
