-- The digests of sealed contracts, where no edit of the slate reaches them. A
-- pilot is sealed once.
CREATE TABLE kmaturity_seal (
	pilot     TEXT   NOT NULL PRIMARY KEY,
	digest    TEXT   NOT NULL,
	author    TEXT   NOT NULL,
	sealed_at BIGINT NOT NULL, -- milliseconds since 1970, UTC
	revision  BIGINT NOT NULL REFERENCES kmaturity_revision (number) -- that it was sealed with
);
