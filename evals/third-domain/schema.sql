-- A chain of dental clinics. Everything is invented.
CREATE TABLE clinic (
  clinic_id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  city text NOT NULL,
  chairs integer NOT NULL,
  opened_on date NOT NULL
);

CREATE TABLE practitioner (
  practitioner_id integer PRIMARY KEY,
  first_name text NOT NULL,
  last_name text NOT NULL,
  -- dentist, hygienist, orthodontist or oral surgeon
  profession text NOT NULL,
  clinic_id integer NOT NULL REFERENCES clinic,
  joined_on date NOT NULL,
  -- Pounds; in no view.
  hourly_wage numeric(6, 2) NOT NULL
);

CREATE TABLE patient (
  patient_id integer PRIMARY KEY,
  first_name text NOT NULL,
  last_name text NOT NULL,
  birth_date date NOT NULL,
  city text NOT NULL,
  -- NULL for those who pay themselves.
  insurer text,
  -- NULL where none was given.
  email text,
  -- The clinic where the patient is registered; others may be visited too.
  clinic_id integer NOT NULL REFERENCES clinic,
  registered_on date NOT NULL,
  -- In no view.
  medical_notes text NOT NULL
);

CREATE TABLE treatment_category (category_id integer PRIMARY KEY, name text NOT NULL UNIQUE);

CREATE TABLE treatment (
  treatment_id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  category_id integer NOT NULL REFERENCES treatment_category,
  -- Pounds. The price of today; what a patient was charged stands in the items.
  list_price numeric(8, 2) NOT NULL,
  -- How long it is planned to take.
  minutes integer NOT NULL,
  withdrawn boolean NOT NULL
);

CREATE TABLE appointment (
  appointment_id integer PRIMARY KEY,
  patient_id integer NOT NULL REFERENCES patient,
  practitioner_id integer NOT NULL REFERENCES practitioner,
  clinic_id integer NOT NULL REFERENCES clinic,
  -- phone, online or desk
  channel text NOT NULL,
  booked_at timestamptz NOT NULL,
  scheduled_at timestamptz NOT NULL,
  -- NULL unless the patient came.
  checked_in_at timestamptz,
  -- kept, cancelled, no-show, or booked where it is still to come
  status text NOT NULL
);

-- What was done in an appointment that was kept.
CREATE TABLE appointment_item (
  appointment_id integer NOT NULL REFERENCES appointment,
  line_no integer NOT NULL,
  treatment_id integer NOT NULL REFERENCES treatment,
  quantity integer NOT NULL,
  -- What was charged for one.
  fee numeric(8, 2) NOT NULL,
  PRIMARY KEY (appointment_id, line_no),
  UNIQUE (appointment_id, treatment_id)
);

CREATE TABLE invoice (
  invoice_id integer PRIMARY KEY,
  appointment_id integer NOT NULL UNIQUE REFERENCES appointment,
  issued_on date NOT NULL,
  due_on date NOT NULL,
  amount numeric(8, 2) NOT NULL
);

CREATE TABLE payment (
  payment_id integer PRIMARY KEY,
  invoice_id integer NOT NULL REFERENCES invoice,
  paid_at timestamptz NOT NULL,
  -- card, cash, transfer or insurance
  method text NOT NULL,
  amount numeric(8, 2) NOT NULL
);
