-- The help desk of a software house. Everything is invented.
CREATE TABLE office (office_id integer PRIMARY KEY, city text NOT NULL UNIQUE, opened_on date NOT NULL);
CREATE TABLE agent (
  agent_id integer PRIMARY KEY,
  name text NOT NULL,
  level text NOT NULL, -- junior, senior or lead
  office_id integer NOT NULL REFERENCES office,
  hired_on date NOT NULL,
  salary integer NOT NULL -- In no view.
);
CREATE TABLE client (
  client_id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  plan text NOT NULL, -- basic, pro or enterprise
  country text NOT NULL,
  seats integer NOT NULL,
  signed_on date NOT NULL,
  office_id integer NOT NULL REFERENCES office
);
CREATE TABLE product (product_id integer PRIMARY KEY, name text NOT NULL UNIQUE, platform text NOT NULL);
CREATE TABLE ticket (
  ticket_id integer PRIMARY KEY,
  client_id integer NOT NULL REFERENCES client,
  product_id integer NOT NULL REFERENCES product,
  agent_id integer REFERENCES agent, -- null until somebody takes it
  kind text NOT NULL, -- bug, question or request
  priority text NOT NULL, -- low, normal, high or urgent
  channel text NOT NULL, -- email, chat or phone
  opened_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  solved_at timestamptz,
  rating integer -- 1 to 5, where the client gave one
);
CREATE TABLE reply (
  ticket_id integer NOT NULL REFERENCES ticket,
  reply_no integer NOT NULL,
  agent_id integer NOT NULL REFERENCES agent,
  sent_at timestamptz NOT NULL,
  minutes integer NOT NULL,
  PRIMARY KEY (ticket_id, reply_no)
);
