# The images of skep and of the sensor workers.
#
#   docker build --target sensor-worker -t sensor-worker:0.1.0 .
#   docker build --target skep          -t skep:0.1.0 .
#   docker buildx build --platform linux/amd64,linux/arm64 --target sensor-worker -t REGISTRY/sensor-worker:0.1.0 --push .
#
# amd64 and arm64. There is no 32-bit ARM image: Swift has no toolchain for it. A Raspberry Pi 3, 4, 5 or Zero 2 runs these on
# the 64-bit Raspberry Pi OS; a Pi 1, 2 (before 1.2) or Zero cannot.
#
# scripts/containers builds the stages below `build` from programs that were built outside, where nothing can be pulled.

ARG SWIFT=6.2-bookworm
FROM swift:${SWIFT} AS build
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends ca-certificates binutils gcc pkg-config python3 \
      libyaml-dev librabbitmq-dev libsqlite3-dev libssl-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN for product in skep sensor-worker; do \
      program=$(scripts/release "$product") && scripts/image-root "$program" "/images/$product" || exit 1; \
    done

# The stages that run have no base image: nothing is in them but the program and its libraries.

# Needs the engine's socket: docker run --rm -v /var/run/docker.sock:/var/run/docker.sock \
#   --group-add "$(stat -c %g /var/run/docker.sock)" -v "$PWD:/data:ro" skep:0.1.0 plan
FROM scratch AS skep
LABEL org.opencontainers.image.title="skep" \
      org.opencontainers.image.description="Runs docker-compose files on Docker Swarm or on one host" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /images/skep/root/ /
COPY --from=build --chown=65532:65532 /images/skep/data/ /data/
USER 65532:65532
WORKDIR /data
ENTRYPOINT ["/skep"]
CMD ["--help"]

# docker run --rm sensor-worker:0.1.0 climate --help. What it stores in files is in /data.
FROM scratch AS sensor-worker
LABEL org.opencontainers.image.title="sensor-worker" \
      org.opencontainers.image.description="Stores what sensors send to RabbitMQ, and loses nothing" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /images/sensor-worker/root/ /
COPY --from=build --chown=65532:65532 /images/sensor-worker/data/ /data/
USER 65532:65532
WORKDIR /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["/sensor-worker", "health"]
ENTRYPOINT ["/sensor-worker"]
CMD ["--help"]
