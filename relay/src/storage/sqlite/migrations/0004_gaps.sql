-- What wall time moved beyond service time, and at which service time: an age that a phone states is mapped through
-- these. Ascending; the rules bound how many there are.
CREATE TABLE gaps (
    at_ms INTEGER NOT NULL PRIMARY KEY,
    length_ms INTEGER NOT NULL
) STRICT;
