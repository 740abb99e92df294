# Style sheet and script
FROM node:24-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY config/assets.mjs config/assets.mjs
COPY static static
RUN node config/assets.mjs

# Python packages
FROM python:3.13-slim-bookworm AS packages
COPY requirements.txt /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.txt

FROM python:3.13-slim-bookworm
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py ./
COPY config config
COPY locality locality
COPY consent consent
COPY conversations conversations
COPY allocations allocations
COPY templates templates
COPY --from=assets /build/var/assets var/assets
# The settings want their secrets even for this; these stay in this one command. Only the folders for files and for
# signed statements are writable.
RUN ENV=production SECRET_KEY=used-for-nothing-but-to-collect-the-static-files-below \
        WALL_KEY=used-for-nothing-but-to-collect-the-static-files \
        ALLOWED_HOSTS=localhost FRONT_DOOR_TELEPHONE=- OUT_OF_HOURS_TELEPHONE=- \
        DATABASE_URL=postgresql://nobody@localhost/none BROKER_URL=redis://localhost CACHE_URL=redis://localhost \
        python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && mkdir -p var/files var/anchors \
    && chown 10001:10001 var/files var/anchors
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", "0.0.0.0:8000"]
