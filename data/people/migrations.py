"""How the tables of what people write came to be, step by step; a step is never changed, only followed by another."""

from __future__ import annotations

NEVER_SHORTENED = """
    CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END
    """
NEVER_CHANGED = """
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    WHEN NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.who IS NOT OLD.who OR NEW.what IS NOT OLD.what
        OR NEW.subject IS NOT OLD.subject OR NEW.version IS NOT OLD.version OR NEW.detail <> '(erased)'
    BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END
    """
"""Whoever has a connection can add to the audit, and take nothing back: but for what an erased load was called."""
MIGRATIONS = (
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
        detail TEXT NOT NULL, version INTEGER, UNIQUE (version, at)
    )
    """,
    """
    CREATE TABLE meeting (
        id INTEGER PRIMARY KEY, day TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        removed_at TEXT, removed_by TEXT
    )
    """,
    """
    CREATE TABLE playlist (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, removed_at TEXT, removed_by TEXT
    )
    """,
    """
    CREATE TABLE slide (
        id INTEGER PRIMARY KEY, playlist INTEGER NOT NULL REFERENCES playlist (id), place INTEGER NOT NULL,
        page TEXT NOT NULL, query TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, removed_at TEXT, removed_by TEXT
    )
    """,
    """
    CREATE TABLE step (
        id INTEGER PRIMARY KEY, indicator TEXT NOT NULL, place TEXT NOT NULL, role TEXT NOT NULL, starts TEXT NOT NULL,
        decision TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE taken (
        id INTEGER PRIMARY KEY, day TEXT NOT NULL, file TEXT NOT NULL, version INTEGER NOT NULL, times INTEGER NOT NULL,
        UNIQUE (day, file, version)
    )
    """,
    # Until this step there was one strategy only: what was written then is that strategy's.
    "ALTER TABLE meeting ADD COLUMN strategy TEXT NOT NULL DEFAULT 'leeds-2020-2025'",
    "ALTER TABLE playlist ADD COLUMN strategy TEXT NOT NULL DEFAULT 'leeds-2020-2025'",
    """
    CREATE TABLE story (
        id INTEGER PRIMARY KEY, strategy TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
        number INTEGER NOT NULL, behind TEXT NOT NULL, tried TEXT NOT NULL, next TEXT NOT NULL, owner TEXT NOT NULL,
        data_version INTEGER NOT NULL, figures TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        written_at TEXT NOT NULL, written_by TEXT NOT NULL, UNIQUE (strategy, kind, subject, number)
    )
    """,
    """
    CREATE TABLE action (
        id INTEGER PRIMARY KEY, strategy TEXT NOT NULL, meeting TEXT, data_version INTEGER NOT NULL,
        figures TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, removed_at TEXT, removed_by TEXT
    )
    """,
    """
    CREATE TABLE action_change (
        id INTEGER PRIMARY KEY, action INTEGER NOT NULL REFERENCES action (id), number INTEGER NOT NULL,
        what TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
        indicators TEXT NOT NULL, priorities TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        UNIQUE (action, number)
    )
    """,
    """
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY, strategy TEXT NOT NULL, meeting TEXT NOT NULL, what TEXT NOT NULL, page TEXT NOT NULL,
        query TEXT NOT NULL, data_version INTEGER NOT NULL, figures TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        removed_at TEXT, removed_by TEXT
    )
    """,
    """
    CREATE TABLE draft (
        who TEXT NOT NULL, record TEXT NOT NULL, opened INTEGER NOT NULL, words TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (who, record)
    )
    """,
    "ALTER TABLE meeting ADD COLUMN agenda TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY, register TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        removed_at TEXT, removed_by TEXT
    )
    """,
    """
    CREATE TABLE entry_change (
        id INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry (id), number INTEGER NOT NULL,
        network TEXT NOT NULL, key TEXT NOT NULL, fields TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        load INTEGER, UNIQUE (entry, number)
    )
    """,
    "CREATE TABLE signed_out (mark TEXT PRIMARY KEY, until TEXT NOT NULL)",
    """
    CREATE TABLE proposed_load (
        id INTEGER PRIMARY KEY, files TEXT NOT NULL, note TEXT NOT NULL, questions INTEGER NOT NULL,
        upon INTEGER NOT NULL, who TEXT NOT NULL, ident TEXT NOT NULL, at TEXT NOT NULL, not_before TEXT,
        stage TEXT NOT NULL, by TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '', version INTEGER
    )
    """,
    NEVER_SHORTENED,
    NEVER_CHANGED,
    """
    CREATE TABLE plain_check (
        strategy TEXT NOT NULL, page TEXT NOT NULL, codes TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        PRIMARY KEY (strategy, page)
    )
    """,
    """
    CREATE TABLE talk (
        code TEXT PRIMARY KEY, strategy TEXT NOT NULL, playlist TEXT NOT NULL, slide INTEGER NOT NULL, version INTEGER,
        who TEXT NOT NULL, begun TEXT NOT NULL, moved TEXT NOT NULL, ended TEXT
    )
    """,
    """
    CREATE TABLE slide_template (
        id INTEGER PRIMARY KEY, strategy TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, at TEXT NOT NULL,
        who TEXT NOT NULL, taken_off TEXT
    )
    """,
    """
    CREATE TABLE short_link (
        code TEXT PRIMARY KEY, page TEXT NOT NULL, query TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL,
        UNIQUE (page, query)
    )
    """,
)
IN_POSTGRES = {
    NEVER_SHORTENED: """
    CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END $$;
    CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to();
    """,
    NEVER_CHANGED: """
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit FOR EACH ROW
    WHEN ((NEW.id, NEW.at, NEW.who, NEW.what, NEW.subject, NEW.version)
        IS DISTINCT FROM (OLD.id, OLD.at, OLD.who, OLD.what, OLD.subject, OLD.version) OR NEW.detail <> '(erased)')
    EXECUTE FUNCTION audit_is_only_added_to();
    """,
}
"""Steps that PostgreSQL says in other words."""
