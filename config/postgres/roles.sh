#!/bin/sh
# Run once by the postgres image, when it makes the database: the owner, who migrates, and the application, who owns nothing.
set -eu
owner=$(cat "$OWNER_PASSWORD_FILE")
application=$(cat "$APPLICATION_PASSWORD_FILE")
psql --quiet --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set=owner="$owner" --set=application="$application" <<'END'
CREATE ROLE locality_owner LOGIN PASSWORD :'owner';
CREATE ROLE locality_app LOGIN PASSWORD :'application' NOCREATEDB NOCREATEROLE NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE locality OWNER locality_owner;
REVOKE ALL ON DATABASE locality FROM PUBLIC;
GRANT CONNECT ON DATABASE locality TO locality_app;
END
