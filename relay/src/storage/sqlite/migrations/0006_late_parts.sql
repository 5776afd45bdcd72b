-- Whose plans a mailbox is in: asked with each relay part that comes.
CREATE INDEX plan_people_by_mailbox ON plan_people (send_id);
