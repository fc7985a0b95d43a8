# PaperBot with every adapter. Targets: cpu (default) and cuda.
#   docker build -t paperbot .
#   docker build --target cuda --build-arg LLAMA_BACKEND=cuda12 -t paperbot:cuda .

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG LLAMA_BACKEND=cpu
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY . .
RUN dotnet publish src/PaperBot -c Release -o /app -p:Adapters=all -p:LLamaBackend=${LLAMA_BACKEND} \
    && mkdir -p /data/library /data/models

FROM nvidia/cuda:12.8.1-runtime-ubuntu24.04 AS cuda
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libgomp1 libicu74 tzdata && rm -rf /var/lib/apt/lists/*
COPY --from=mcr.microsoft.com/dotnet/aspnet:10.0-noble /usr/share/dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet && groupadd --gid 1654 app && useradd --uid 1654 --gid 1654 --create-home app
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
ENV PAPERBOT_LIBRARY=/data/library PAPERBOT_Models__Folder=/data/models PAPERBOT_Serve__Address=http://0.0.0.0:8377 DOTNET_EnableDiagnostics=0
USER 1654
VOLUME ["/data/library", "/data/models"]
EXPOSE 8377
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/app/paperbot", "serve", "--check"]
ENTRYPOINT ["/app/paperbot"]
CMD ["serve"]

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS cpu
USER root
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 tzdata && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
ENV PAPERBOT_LIBRARY=/data/library PAPERBOT_Models__Folder=/data/models PAPERBOT_Serve__Address=http://0.0.0.0:8377 DOTNET_EnableDiagnostics=0
USER 1654
VOLUME ["/data/library", "/data/models"]
EXPOSE 8377
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/app/paperbot", "serve", "--check"]
ENTRYPOINT ["/app/paperbot"]
CMD ["serve"]
