"""From the bytes of a file to rows of text: delimited files, workbooks, Parquet, archives."""
