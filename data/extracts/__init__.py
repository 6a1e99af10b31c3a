"""Extracts of records that are read where they lie: Parquet files, by an engine that is given, and never copied into the store."""
