// SPDX-License-Identifier: GPL-3.0-or-later
// Plots drawn by the built program as a black box: formats, sizes, looks.
#include "tests/command_line/program.h"

#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace tradeoff::tests;

namespace {

int columnsWithInk(const QImage& picture)
{
    int columns = 0;
    for (int x = 0; x < picture.width(); ++x) {
        for (int y = 0; y < picture.height(); ++y) {
            if (picture.pixelColor(x, y).lightness() < 128) {
                ++columns;
                break;
            }
        }
    }
    return columns;
}

} // namespace

class TestRender : public QObject {
    Q_OBJECT

private slots:
    void init();
    void everyPlotIsDrawn_data();
    void everyPlotIsDrawn();
    void everyPlotOfThePlaneIsDrawn_data() { everyPlotIsDrawn_data(); }
    void everyPlotOfThePlaneIsDrawn();
    void pngHasTheSizeAskedFor_data();
    void pngHasTheSizeAskedFor();
    void pngRemembersItsResolution();
    void pdfPageHasTheSizeAskedFor();
    void svgHasTheSizeAskedFor();
    void sameCommandGivesTheSameBytes_data();
    void sameCommandGivesTheSameBytes();
    void themesDiffer();
    void transparentHasNoBackground();
    void setChangesThePicture();
    void failedOutputIsStatusOne();

private:
    [[nodiscard]] QString pathOf(const QString& name) const { return m_folder->filePath(name); }
    /// Renders a plot of the paper's preset into a file of the folder; returns its path.
    QString render(const QString& name, const QStringList& options = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRender::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestRender::render(const QString& name, const QStringList& options) const
{
    const QString file = pathOf(name);
    QStringList arguments = {"render", "preset:paper", "-o", file};
    if (!options.contains(QStringLiteral("--plot"))) {
        arguments << "--plot"
                  << "fit";
    }
    const Finished run = runProgram(arguments + options);
    return run.succeededSilently() && run.output.isEmpty() ? file : QString();
}

void TestRender::everyPlotIsDrawn_data()
{
    QTest::addColumn<QString>("plot");
    QTest::addColumn<QString>("dimensions");
    for (const QByteArray& line : runProgram({"list", "plots"}).output.trimmed().split('\n')) {
        const QList<QByteArray> columns = line.split('\t');
        QTest::newRow(columns.front())
            << QString::fromUtf8(columns.front()) << QString::fromUtf8(columns.back());
    }
}

void TestRender::everyPlotIsDrawn()
{
    QFETCH(QString, plot);
    QStringList options{"--plot", plot};
    QFETCH(QString, dimensions);
    if (!dimensions.startsWith('1')) {
        options << "--set"
                << "domain=[[0,1],[0,1]]"
                << "--set"
                << "sweep.experts=[1,8]";
    }
    const QImage picture(render("a.png", options + QStringList{"--dpi", "100"}));
    QVERIFY(!picture.isNull());
    // A plot has its axes' ink in many columns, an empty page in none.
    QVERIFY(columnsWithInk(picture) > picture.width() / 3);
    QVERIFY(readFile(render("a.svg", options)).contains("<svg"));
    QVERIFY(readFile(render("a.pdf", options)).startsWith("%PDF-"));
}

/// Or it says why there is none.
void TestRender::everyPlotOfThePlaneIsDrawn()
{
    QFETCH(QString, plot);
    const QString file = pathOf("plane.png");
    const Finished run =
        runProgram({"render", "preset:bound-against-exact", "--set", "monteCarlo.trainingSets=0",
                    "--set", "sweep.experts=[1,9]", "--plot", plot, "-o", file, "--dpi", "100"});
    QVERIFY2(run.succeededSilently(), run.errors);
    const QImage picture(file);
    const QStringList ofOneDimension{"spread",           "segmentations", "power-map",
                                     "best-experts-law", "excess-law",    "excess-map"};
    const bool isPlot = !ofOneDimension.contains(plot);
    QCOMPARE(columnsWithInk(picture) > picture.width() / 3, isPlot);
    QVERIFY(columnsWithInk(picture) > 20);
}

void TestRender::pngHasTheSizeAskedFor_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QSize>("size");
    QTest::newRow("pixels") << QStringList{"--size", "641x479px"} << QSize(641, 479);
    QTest::newRow("pixels at another resolution")
        << QStringList{"--size", "640x480px", "--dpi", "96"} << QSize(640, 480);
    QTest::newRow("millimetres") << QStringList{"--size", "85x60mm", "--dpi", "300"}
                                 << QSize(1004, 709);
    QTest::newRow("default") << QStringList{"--dpi", "254"} << QSize(1600, 1000);
}

void TestRender::pngHasTheSizeAskedFor()
{
    QFETCH(QStringList, options);
    QFETCH(QSize, size);
    QCOMPARE(QImage(render("a.png", options)).size(), size);
}

void TestRender::pngRemembersItsResolution()
{
    const QImage picture(render("a.png", {"--size", "85x60mm", "--dpi", "300"}));
    QCOMPARE(picture.dotsPerMeterX(), 11811);
    QCOMPARE(picture.dotsPerMeterY(), 11811);
}

void TestRender::pdfPageHasTheSizeAskedFor()
{
    const QString file = render("a.pdf", {"--size", "85x60mm"});
    QProcess reader;
    reader.start("pdfinfo", {file});
    QVERIFY2(reader.waitForFinished(), "the package poppler-utils has pdfinfo");
    static const QRegularExpression size("Page size: +([0-9.]+) x ([0-9.]+) pts");
    const auto match = size.match(QString::fromUtf8(reader.readAllStandardOutput()));
    QVERIFY(match.hasMatch());
    // The toolkit rounds pages to whole points.
    QVERIFY(std::abs(match.captured(1).toDouble() - 85 / 25.4 * 72) <= 0.5);
    QVERIFY(std::abs(match.captured(2).toDouble() - 60 / 25.4 * 72) <= 0.5);
}

void TestRender::svgHasTheSizeAskedFor()
{
    const QString text = QString::fromUtf8(readFile(render("a.svg", {"--size", "85x60mm"})));
    static const QRegularExpression size(R"(<svg[^>]* width="([0-9.]+)mm" height="([0-9.]+)mm")");
    const auto match = size.match(text);
    QVERIFY(match.hasMatch());
    QVERIFY(std::abs(match.captured(1).toDouble() - 85) < 0.01);
    QVERIFY(std::abs(match.captured(2).toDouble() - 60) < 0.01);
}

void TestRender::sameCommandGivesTheSameBytes_data()
{
    QTest::addColumn<QString>("ending");
    for (const char* ending : {"png", "svg", "pdf"}) {
        QTest::newRow(ending) << ending;
    }
}

void TestRender::sameCommandGivesTheSameBytes()
{
    QFETCH(QString, ending);
    const QByteArray first = readFile(render("a." + ending));
    QTest::qWait(1100); // another second on the clock, which must not be in the file
    QVERIFY(!first.isEmpty());
    QCOMPARE(readFile(render("b." + ending)), first);
}

void TestRender::themesDiffer()
{
    const QImage print(render("print.png"));
    const QImage light(render("light.png", {"--theme", "light"}));
    const QImage dark(render("dark.png", {"--theme", "dark"}));
    QCOMPARE(print.pixelColor(0, 0), QColor(Qt::white));
    QVERIFY(light.pixelColor(0, 0).lightness() > 230);
    QVERIFY(dark.pixelColor(0, 0).lightness() < 60);
}

void TestRender::transparentHasNoBackground()
{
    QCOMPARE(QImage(render("a.png", {"--transparent"})).pixelColor(0, 0).alpha(), 0);
    QCOMPARE(QImage(render("b.png")).pixelColor(0, 0).alpha(), 255);
}

void TestRender::setChangesThePicture()
{
    const QByteArray plain = readFile(render("a.png", {"--dpi", "100"}));
    QVERIFY(!plain.isEmpty());
    QVERIFY(readFile(render("b.png", {"--dpi", "100", "--set", "experts=3"})) != plain);
}

void TestRender::failedOutputIsStatusOne()
{
    const Finished run =
        runProgram({"render", "preset:paper", "--plot", "fit", "-o", "/no-such-folder/a.png"});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.isOneErrorLine(), run.errors);
}

QTEST_GUILESS_MAIN(TestRender)
#include "test_render.moc"
