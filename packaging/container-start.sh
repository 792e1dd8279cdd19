#!/bin/sh
# Creates the workspace if there is none, then replaces itself by the program, so that signals reach it.
set -eu
if [ ! -e "${PLUMBLINE_WORKSPACE}/plumbline.yaml" ]; then
  plumbline init "${PLUMBLINE_WORKSPACE}"
fi
exec plumbline "$@"
