#!/bin/sh
# Run once by the image of PostgreSQL, when its data directory is empty: makes the three logins of Plumbline.
set -eu
exec psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set owner_password="$PLUMBLINE_OWNER_PASSWORD" \
  --set service_password="$PLUMBLINE_SERVICE_PASSWORD" \
  --set reader_password="$PLUMBLINE_READER_PASSWORD" \
  --file /plumbline/database-logins.sql
