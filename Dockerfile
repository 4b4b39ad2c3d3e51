# eTelework as one image: web, worker, beat and migrations run the same bytes with different commands.
# Any Debian bookworm base will do, for example the department's own: --build-arg BASE=...
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS python
# pip, uv and npm believe the certificates that the base believes, a department's own among them.
ENV DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PYTHONUNBUFFERED=1 PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    UV_SYSTEM_CERTS=1 SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN apt-get update --quiet=2 \
    && apt-get install --yes --quiet=2 --no-install-recommends ca-certificates python3 python3-venv >/dev/null \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app

# The design system comes from npm, and npm from the lock that machines without one use.
FROM python AS assets
COPY requirements-uv.lock requirements-node.lock ./
RUN python3 -m venv /venv \
    && /venv/bin/pip install --quiet --no-cache-dir --require-hashes -r requirements-uv.lock \
    && /venv/bin/uv pip install --quiet --no-cache --python /venv/bin/python --require-hashes -r requirements-node.lock
COPY package.json package-lock.json .npmrc ./
RUN PATH=/venv/bin:$PATH npm ci --ignore-scripts --loglevel=error

FROM python AS build
COPY requirements-uv.lock requirements.lock ./
RUN python3 -m venv /venv /tmp/uv \
    && /tmp/uv/bin/pip install --quiet --no-cache-dir --require-hashes -r requirements-uv.lock \
    && /tmp/uv/bin/uv pip install --quiet --no-cache --compile-bytecode --python /venv/bin/python --require-hashes -r requirements.lock
COPY . .
COPY --from=assets /app/node_modules/@uswds/uswds/dist node_modules/@uswds/uswds/dist
# These settings serve this step alone: they are no part of the image's environment.
RUN export SECRET_KEY=only-for-this-step ALLOWED_HOSTS=build SITE_URL=https://build DATABASE_URL=sqlite:////tmp/build \
        ETELEWORK_DATA_DIR=/app/var STATIC_ROOT=/app/var/static \
    && /venv/bin/python manage.py uswds_assets \
    && /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf node_modules \
    && /venv/bin/python -m compileall -q agreements deto eligibility guidance telework

FROM python
# Pango and a font for the PDFs.
RUN apt-get update --quiet=2 \
    && apt-get install --yes --quiet=2 --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core >/dev/null \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin etelework
COPY --from=build /venv /venv
COPY --from=build /app /app
# Fontconfig wants to write its cache somewhere; everything else the application keeps is in the database.
ENV PATH=/venv/bin:$PATH XDG_CACHE_HOME=/tmp/cache ETELEWORK_DATA_DIR=/app/var STATIC_ROOT=/app/var/static
USER 10001
EXPOSE 8000
# For the web server; the other services have checks of their own in docker-compose.yml.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-m", "telework.probe"]
CMD ["gunicorn", "telework.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
