#!/bin/sh
# Makes the workspace when there is none yet, then becomes the program, so that signals reach it.
set -eu
if [ ! -e "${PLUMBLINE_WORKSPACE}/plumbline.yaml" ]; then
  plumbline init "${PLUMBLINE_WORKSPACE}"
fi
exec plumbline "$@"
