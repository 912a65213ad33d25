#!/bin/sh
# Builds the three images of this project on a Java base and loads them into docker or podman.
set -eu
cd "$(dirname "$0")/../../.."
engine=${1:-docker}
base=${IMAGE_BASE:-eclipse-temurin:25-jre}
mvn -B -ntp package -DskipTests -Dimage.base="$base" \
  -pl camel-routes/app,predictors/server,integration-tests/sandbox -am
for module in camel-routes/app predictors/server integration-tests/sandbox; do
  "$engine" load --input "$module/target/jib-image.tar"
done
