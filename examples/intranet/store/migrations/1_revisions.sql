-- The revisions of the slate: each is kept for ever, with who and when.
CREATE TABLE kmaturity_revision (
	number   BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
	author   TEXT   NOT NULL,
	saved_at BIGINT NOT NULL, -- milliseconds since 1970, UTC
	what     TEXT   NOT NULL,
	document TEXT   NOT NULL  -- the slate as the library writes it
);
