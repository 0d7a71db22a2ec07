// The smallest program that can be the sandbox's child.
#include "formats/sandbox.h"

int main(int argc, char** argv) {
  return weige::formats::parse_child_main(argc, argv);
}
