#!/bin/sh
# Run once by the postgres image, when it makes the database: the roles of managed.sql, and their passwords from files.
set -eu
psql --quiet --username "$POSTGRES_USER" --dbname postgres --file "${ROLES_FILE:-/roles/managed.sql}"
for role in owner application sealer audit; do
    # In a variable of the environment: everybody on the machine may read the arguments of a program.
    PASSWORD=$(cat "${SECRETS:-/run/secrets}/${role}_password")
    export PASSWORD
    name=locality_$role
    [ "$role" != application ] || name=locality_app
    psql --quiet --set=ON_ERROR_STOP=1 --set=name="$name" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv password PASSWORD
ALTER ROLE :"name" PASSWORD :'password';
SQL
done
