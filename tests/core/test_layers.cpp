// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

/// A source file: its path from the root and its text.
struct Source {
    QString path;
    QString text;

    [[nodiscard]] QString folder() const { return path.section(QLatin1Char('/'), 0, 0); }
};

QString readText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<Source> sourcesOf(const QStringList& folders)
{
    QList<Source> sources;
    const QString root = QStringLiteral(TRADEOFF_SOURCE_DIR "/");
    for (const QString& folder : folders) {
        QDirIterator files(root + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            sources << Source{path.mid(root.size()), readText(path)};
        }
    }
    return sources;
}

/// What a text includes, without brackets or quotation marks.
QStringList includesOf(const QString& text)
{
    static const QRegularExpression directive(QStringLiteral(R"(^\s*#\s*include\s*[<"]([^>"]+))"),
                                              QRegularExpression::MultilineOption);
    QStringList includes;
    auto matches = directive.globalMatch(text);
    while (matches.hasNext()) {
        includes << matches.next().captured(1);
    }
    return includes;
}

/// Files of the folders with an include that the rule forbids, one "file: include" each.
template <typename Rule>
QStringList offenders(const QStringList& folders, const Rule& isForbidden)
{
    QStringList found;
    for (const Source& source : sourcesOf(folders)) {
        for (const QString& include : includesOf(source.text)) {
            if (isForbidden(source, include)) {
                found << source.path + QStringLiteral(": ") + include;
            }
        }
    }
    return found;
}

const QStringList allFolders{QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui"),
                             QStringLiteral("tests")};

QByteArray list(const QStringList& lines)
{
    return lines.join(QLatin1Char('\n')).toUtf8();
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void includesAreFound();
    void everyFolderHasSources();
    void coreKnowsNoToolkit();
    void coreIncludesItselfAndItsLibrariesAlone();
    void jsonLibraryIsUsedByTheFilesThatReadAndWriteAlone();
    void plotLibraryIsMetInOnePlace();
    void uiDoesNotKnowTheApp();
    void projectHeadersAreIncludedFromTheRoot();
    void everySourceSaysItsLicence();
    void noSourceIsTooLong();
    void everyPresetIsInTheProgramAndTheIndex();
};

void TestLayers::includesAreFound()
{
    const QString text = QStringLiteral("#include <QString>\n  # include \"core/a.h\"\n// none\n");
    QCOMPARE(includesOf(text),
             QStringList({QStringLiteral("QString"), QStringLiteral("core/a.h")}));
}

void TestLayers::everyFolderHasSources()
{
    for (const QString& folder : allFolders) {
        QVERIFY2(sourcesOf({folder}).size() > 3, qPrintable(folder));
    }
}

void TestLayers::coreKnowsNoToolkit()
{
    static const QRegularExpression toolkit(QStringLiteral("^(Q|qcustomplot|qt|ui/|app/|tests/)"));
    const QStringList found =
        offenders({QStringLiteral("core")}, [](const Source& /*source*/, const QString& include) {
            return include.contains(toolkit);
        });
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::coreIncludesItselfAndItsLibrariesAlone()
{
    static const QRegularExpression accepted(
        QStringLiteral("^(core/|[a-z_]+$|Eigen/|unsupported/Eigen/|boost/|oneapi/tbb|tbb/|"
                       "nlohmann/|nanoflann)"));
    const QStringList found =
        offenders({QStringLiteral("core")}, [](const Source& /*source*/, const QString& include) {
            return !include.contains(accepted);
        });
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::jsonLibraryIsUsedByTheFilesThatReadAndWriteAlone()
{
    static const QRegularExpression readsOrWrites(
        QStringLiteral("^core/(.*json.*|scenario_reader|scenario_writer)\\.(h|cpp)$"));
    const QStringList found =
        offenders({QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")},
                  [](const Source& source, const QString& include) {
                      return include.startsWith(QLatin1String("nlohmann/")) &&
                             !source.path.contains(readsOrWrites);
                  });
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::plotLibraryIsMetInOnePlace()
{
    const QStringList found =
        offenders(allFolders, [](const Source& source, const QString& include) {
            return include.endsWith(QLatin1String("qcustomplot.h"), Qt::CaseInsensitive) &&
                   !source.path.startsWith(QLatin1String("ui/plots/")) &&
                   source.path != QLatin1String("tests/benchmarks/plain_plot.cpp");
        });
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::uiDoesNotKnowTheApp()
{
    const QStringList found =
        offenders({QStringLiteral("ui")}, [](const Source& /*source*/, const QString& include) {
            return include.startsWith(QLatin1String("app/")) ||
                   include.startsWith(QLatin1String("tests/"));
        });
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::projectHeadersAreIncludedFromTheRoot()
{
    const QString root = QStringLiteral(TRADEOFF_SOURCE_DIR "/");
    const QStringList found =
        offenders(allFolders, [&root](const Source& source, const QString& include) {
            const QString beside =
                root + source.path.section(QLatin1Char('/'), 0, -2) + QLatin1Char('/') + include;
            return include.endsWith(QLatin1String(".h")) && QFile::exists(beside) &&
                   !QFile::exists(root + include);
        });
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::everySourceSaysItsLicence()
{
    QStringList found;
    for (const Source& source : sourcesOf(allFolders)) {
        if (!source.text.startsWith(
                QLatin1String("// SPDX-License-Identifier: GPL-3.0-or-later\n"))) {
            found << source.path;
        }
    }
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::noSourceIsTooLong()
{
    constexpr qsizetype mostLines = 400;
    QStringList found;
    for (const Source& source : sourcesOf(allFolders)) {
        // A test may be as long as the list of promises that it keeps.
        const bool isTest = source.path.startsWith(QLatin1String("tests/"));
        if (!isTest && source.text.count(QLatin1Char('\n')) > mostLines) {
            found << source.path;
        }
    }
    QVERIFY2(found.isEmpty(), list(found));
}

void TestLayers::everyPresetIsInTheProgramAndTheIndex()
{
    const QString resources = QStringLiteral(TRADEOFF_SOURCE_DIR "/resources/");
    QSet<QString> indexed;
    const QByteArray index = readText(resources + QStringLiteral("presets/index.json")).toUtf8();
    for (const QJsonValue& preset : QJsonDocument::fromJson(index).array()) {
        indexed << preset.toObject().value(QStringLiteral("name")).toString() +
                       QStringLiteral(".tradeoff.json");
    }
    const QStringList files =
        QDir(resources + QStringLiteral("presets")).entryList({QStringLiteral("*.tradeoff.json")});
    QVERIFY(!files.isEmpty());
    QCOMPARE(indexed, QSet<QString>(files.begin(), files.end()));
    const QString bundle = readText(resources + QStringLiteral("resources.qrc"));
    for (const QString& file : files) {
        QVERIFY2(bundle.contains(QStringLiteral("<file>presets/%1</file>").arg(file)),
                 qPrintable(file));
    }
}

QTEST_GUILESS_MAIN(TestLayers)
#include "test_layers.moc"
