"""How the store is kept safe: sealed versions, the ledger, original files, checks, backups."""
