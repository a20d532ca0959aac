// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run.h"

#include <QHashFunctions>

int main(int argc, char** argv)
{
    // The toolkit writes the fonts of a PDF in the order of a hash table, whose seed is random
    // otherwise: the same figure is to give the same bytes.
    QHashSeed::setDeterministicGlobalSeed();
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        arguments << QString::fromLocal8Bit(argv[i]);
    }
    return tradeoff::app::run(arguments);
}
