-- News that are held back, as in quiet hours, and those that are tried again are found without a look at all that wait.
CREATE INDEX outbox_tried ON outbox (target, id) WHERE state = 'waiting' AND attempts > 0;
CREATE INDEX outbox_held ON outbox (target, due_at, id) WHERE state = 'waiting' AND attempts = 0;
