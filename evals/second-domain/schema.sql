-- A wholesaler of outdoor gear with four branches. Everything is invented.
CREATE TABLE region (region_id integer PRIMARY KEY, name text NOT NULL UNIQUE);

CREATE TABLE branch (
  branch_id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  city text NOT NULL,
  region_id integer NOT NULL REFERENCES region,
  opened_on date NOT NULL
);

CREATE TABLE employee (
  employee_id integer PRIMARY KEY,
  first_name text NOT NULL,
  last_name text NOT NULL,
  job_title text NOT NULL,
  branch_id integer NOT NULL REFERENCES branch,
  -- NULL for the managers of the branches.
  manager_id integer REFERENCES employee,
  hired_on date NOT NULL,
  -- Euro a month; in no view.
  salary numeric(8, 2) NOT NULL
);

CREATE TABLE supplier (supplier_id integer PRIMARY KEY, name text NOT NULL UNIQUE, country text NOT NULL);

CREATE TABLE product_category (category_id integer PRIMARY KEY, name text NOT NULL UNIQUE);

CREATE TABLE product (
  product_id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  category_id integer NOT NULL REFERENCES product_category,
  supplier_id integer NOT NULL REFERENCES supplier,
  -- Euro. The price of today; what an order paid stands in its lines.
  unit_price numeric(8, 2) NOT NULL,
  unit_cost numeric(8, 2) NOT NULL,
  weight_kg numeric(5, 1) NOT NULL,
  launched_on date NOT NULL,
  discontinued boolean NOT NULL
);

CREATE TABLE client (
  client_id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  -- shop, club, school or online
  kind text NOT NULL,
  city text NOT NULL,
  region_id integer NOT NULL REFERENCES region,
  -- NULL where none was given.
  email text,
  client_since date NOT NULL
);

CREATE TABLE orders (
  order_id integer PRIMARY KEY,
  ordered_at timestamptz NOT NULL,
  client_id integer NOT NULL REFERENCES client,
  employee_id integer NOT NULL REFERENCES employee,
  branch_id integer NOT NULL REFERENCES branch,
  -- web, phone or visit
  channel text NOT NULL,
  -- open, shipped, delivered, returned or cancelled
  status text NOT NULL,
  required_by date NOT NULL,
  -- NULL until the goods leave, and for cancelled orders.
  shipped_at timestamptz
);

CREATE TABLE order_line (
  order_id integer NOT NULL REFERENCES orders,
  line_no integer NOT NULL,
  product_id integer NOT NULL REFERENCES product,
  quantity integer NOT NULL,
  unit_price numeric(8, 2) NOT NULL,
  -- 0.10 is ten percent.
  discount numeric(3, 2) NOT NULL,
  PRIMARY KEY (order_id, line_no),
  UNIQUE (order_id, product_id)
);

CREATE TABLE stock (
  branch_id integer NOT NULL REFERENCES branch,
  product_id integer NOT NULL REFERENCES product,
  quantity integer NOT NULL,
  reorder_level integer NOT NULL,
  PRIMARY KEY (branch_id, product_id)
);
