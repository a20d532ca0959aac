// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/export.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <numbers>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

Curve wave(double height)
{
    Curve curve{Role::Target, "target β(x)", CurveShape::Line, {}, {}};
    for (int i = 0; i <= 400; ++i) {
        curve.x.push_back(i / 400.0);
        curve.y.push_back(height * std::sin(i / 400.0 * 4.0 * std::numbers::pi));
    }
    return curve;
}

PointCloud cloud(std::size_t count)
{
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < count; ++i) {
        x.push_back(std::fmod(static_cast<double>(i) * 0.618033988749895, 1.0));
        y.push_back(1.8 * std::fmod(static_cast<double>(i) * 0.754877666246693, 1.0) - 0.9);
    }
    return {Role::Samples, "samples", std::make_shared<const std::vector<double>>(std::move(x)),
            std::make_shared<const std::vector<double>>(std::move(y))};
}

Figure fitFigure()
{
    Figure figure;
    figure.name = "fit";
    figure.title = "Fit & boundaries";
    figure.summary = "A sine < 2 with its best constants.";
    figure.x = {"x", AxisScale::Linear, {0.0, 1.0}};
    figure.y = {"y", AxisScale::Linear, {-1.0, 1.0}};
    figure.shades = {{Role::StarvedRegion, "no samples", {0.75, 1.0}}};
    figure.clouds = {cloud(60)};
    figure.curves = {wave(0.9),
                     {Role::LearnedFit,
                      "learned fit",
                      CurveShape::Treads,
                      {0.0, 0.25, 0.5, 0.75, 1.0},
                      {0.6, -0.6, 0.6, -0.6}}};
    figure.boundaries = {{0.25, 0.5, 0.75}, true};
    return figure;
}

ExportOptions options(ExportFormat format)
{
    ExportOptions result;
    result.format = format;
    result.millimetres = {120.0, 75.0};
    return result;
}

QImage pngOf(const Figure& figure, const ExportOptions& chosen)
{
    return QImage::fromData(exportFigure(figure, chosen), "PNG");
}

/// Number of pixels whose colour is near one.
int pixelsLike(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int away = std::abs(pixel.red() - colour.red()) +
                             std::abs(pixel.green() - colour.green()) +
                             std::abs(pixel.blue() - colour.blue());
            count += away < 24 && pixel.alpha() > 200 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private slots:
    void fileEndingsNameFormats();
    void sameFigureGivesSameBytes_data();
    void sameFigureGivesSameBytes();
    void pngHasTheAskedPixelsAndResolution();
    void pngOfAPaperSizeHasItsMillimetres();
    void pngTextKeepsItsPoints();
    void transparentLeavesTheBackgroundOut();
    void opaqueHasTheThemesBackground();
    void pdfPageHasTheAskedSize();
    void pdfEmbedsItsFontsAndNoJpeg();
    void svgIsWellFormedAndDescribesItself();
    void svgHasTheAskedSizeAndTextAsText();
    void svgCurvesStayInsideTheirClip();
    void svgWithoutAntialiasIsCrispAndDashesAreKept();
    void largeCloudIsOneImageInVectorFormats();
    void millionPointsAreDrawn();
    void emptyFigureIsAnEmptyAxis();
    void impossibleSizeIsAnError();
    void writesTheFileOrSaysWhyNot();
    void failedWriteLeavesTheOldFile();
};

void TestExport::fileEndingsNameFormats()
{
    QCOMPARE(formatOfFile("a/b.png"), ExportFormat::Png);
    QCOMPARE(formatOfFile("b.SVG"), ExportFormat::Svg);
    QCOMPARE(formatOfFile("b.x.pdf"), ExportFormat::Pdf);
    QVERIFY(!formatOfFile("b.jpeg"));
    QVERIFY(!formatOfFile("png"));
}

void TestExport::sameFigureGivesSameBytes_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("png") << ExportFormat::Png;
    QTest::newRow("svg") << ExportFormat::Svg;
    QTest::newRow("pdf") << ExportFormat::Pdf;
}

void TestExport::sameFigureGivesSameBytes()
{
    QFETCH(ExportFormat, format);
    const QByteArray first = exportFigure(fitFigure(), options(format));
    QVERIFY(first.size() > 1000);
    // A PDF tells the second of its making: let one pass.
    if (format == ExportFormat::Pdf)
        QTest::qWait(1100);
    QVERIFY(first == exportFigure(fitFigure(), options(format)));
    Figure other = fitFigure();
    other.curves.front().y.front() = 0.5;
    QVERIFY(first != exportFigure(other, options(format)));
}

void TestExport::pngHasTheAskedPixelsAndResolution()
{
    ExportOptions chosen = options(ExportFormat::Png);
    chosen.pixels = {1001, 503};
    chosen.dpi = 96;
    const QImage image = pngOf(fitFigure(), chosen);
    QCOMPARE(image.size(), QSize(1001, 503));
    QCOMPARE(image.dotsPerMeterX(), 3780);
}

void TestExport::pngOfAPaperSizeHasItsMillimetres()
{
    const QImage image = pngOf(fitFigure(), options(ExportFormat::Png));
    QCOMPARE(image.size(), QSize(1417, 886));
    QCOMPARE(image.dotsPerMeterX(), 11811);
    QVERIFY(std::abs(image.width() * 1000.0 / image.dotsPerMeterX() - 120.0) < 0.1);
}

void TestExport::pngTextKeepsItsPoints()
{
    // The same paper at twice the resolution is the same picture with twice the pixels.
    ExportOptions coarse = options(ExportFormat::Png);
    coarse.dpi = 150;
    ExportOptions fine = coarse;
    fine.dpi = 300;
    const QImage small = pngOf(fitFigure(), coarse)
                             .scaled(354, 221, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage large =
        pngOf(fitFigure(), fine).scaled(354, 221, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double difference = 0.0;
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x)
            difference += std::abs(qGray(small.pixel(x, y)) - qGray(large.pixel(x, y)));
    }
    QVERIFY2(difference / (354.0 * 221.0) < 4.0, qPrintable(QString::number(difference)));
}

void TestExport::transparentLeavesTheBackgroundOut()
{
    ExportOptions chosen = options(ExportFormat::Png);
    chosen.transparent = true;
    const QImage image = pngOf(fitFigure(), chosen);
    QCOMPARE(qAlpha(image.pixel(1, 1)), 0);
    QVERIFY(pixelsLike(image, Qt::black) > 500);
    chosen.format = ExportFormat::Svg;
    const QByteArray clear = exportFigure(fitFigure(), chosen);
    chosen.transparent = false;
    const QByteArray opaque = exportFigure(fitFigure(), chosen);
    const QByteArray page = "<rect x=\"0\" y=\"0\" width=\"454\" height=\"284\"/>";
    QVERIFY(!clear.contains(page));
    QVERIFY(opaque.contains(page));
}

void TestExport::opaqueHasTheThemesBackground()
{
    ExportOptions chosen = options(ExportFormat::Png);
    QCOMPARE(pngOf(fitFigure(), chosen).pixelColor(1, 1), QColor(Qt::white));
    chosen.theme = makeTheme(ThemeKind::Dark);
    QCOMPARE(pngOf(fitFigure(), chosen).pixelColor(1, 1), chosen.theme.background);
}

void TestExport::pdfPageHasTheAskedSize()
{
    const QByteArray pdf = exportFigure(fitFigure(), options(ExportFormat::Pdf));
    QVERIFY(pdf.startsWith("%PDF-"));
    const QRegularExpression box("/MediaBox \\[\\s*0 0 ([0-9.]+) ([0-9.]+)\\s*\\]");
    const auto match = box.match(QString::fromLatin1(pdf));
    QVERIFY(match.hasMatch());
    // Pages are rounded to whole points.
    QVERIFY(std::abs(match.captured(1).toDouble() - 120.0 / 25.4 * 72.0) <= 0.5);
    QVERIFY(std::abs(match.captured(2).toDouble() - 75.0 / 25.4 * 72.0) <= 0.5);
}

void TestExport::pdfEmbedsItsFontsAndNoJpeg()
{
    Figure figure = fitFigure();
    figure.clouds = {cloud(30'000)};
    const QByteArray pdf = exportFigure(figure, options(ExportFormat::Pdf));
    QVERIFY(pdf.contains("/FontFile2"));
    QVERIFY(pdf.contains("/Subtype /Image"));
    QVERIFY(!pdf.contains("/DCTDecode"));
}

void TestExport::svgIsWellFormedAndDescribesItself()
{
    QXmlStreamReader reader(exportFigure(fitFigure(), options(ExportFormat::Svg)));
    QString title;
    QString summary;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String("title"))
            title = reader.readElementText();
        if (reader.isStartElement() && reader.name() == QLatin1String("desc"))
            summary = reader.readElementText();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(title, QStringLiteral("Fit & boundaries"));
    QCOMPARE(summary, QStringLiteral("A sine < 2 with its best constants."));
}

void TestExport::svgHasTheAskedSizeAndTextAsText()
{
    QXmlStreamReader reader(exportFigure(fitFigure(), options(ExportFormat::Svg)));
    QStringList texts;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        const QXmlStreamAttributes attributes = reader.attributes();
        if (reader.name() == QLatin1String("svg")) {
            QCOMPARE(attributes.value("width").toString(), QStringLiteral("120mm"));
            QCOMPARE(attributes.value("height").toString(), QStringLiteral("75mm"));
        }
        if (reader.name() == QLatin1String("text")) {
            QVERIFY(attributes.value("font-family").contains(QLatin1String("Noto Sans")));
            // 9 pt are 12 units of 1/96 inch.
            QVERIFY(attributes.value("font-size").toDouble() < 12.1);
            texts << reader.readElementText();
        }
    }
    QVERIFY(texts.contains(QStringLiteral("learned fit")));
    QVERIFY(texts.contains(QStringLiteral("0.5")));
}

void TestExport::svgCurvesStayInsideTheirClip()
{
    Figure figure = fitFigure();
    figure.curves.front() = wave(1000.0);
    const QByteArray svg = exportFigure(figure, options(ExportFormat::Svg));
    QXmlStreamReader reader(svg);
    int clipped = 0;
    int depthOfClip = 0;
    bool insideClipPath = false;
    bool farOutside = false;
    while (!reader.atEnd()) {
        reader.readNext();
        const bool group = reader.name() == QLatin1String("g");
        if (reader.name() == QLatin1String("clipPath"))
            insideClipPath = reader.isStartElement();
        if (reader.isStartElement() && group &&
            (depthOfClip > 0 || reader.attributes().hasAttribute("clip-path")))
            ++depthOfClip;
        if (reader.isEndElement() && group && depthOfClip > 0)
            --depthOfClip;
        if (!reader.isStartElement() || reader.name() != QLatin1String("polyline"))
            continue;
        QVERIFY(!insideClipPath);
        QVERIFY2(depthOfClip > 0, "a curve is drawn without a clip");
        ++clipped;
        const QStringList points = reader.attributes().value("points").toString().split(' ');
        for (const QString& point : points)
            farOutside |= std::abs(point.section(',', 1).toDouble() - 142.0) > 200.0;
    }
    QVERIFY(svg.contains("<clipPath"));
    QVERIFY(clipped > 0);
    QVERIFY2(!farOutside, "a curve runs out of the page");
}

void TestExport::svgWithoutAntialiasIsCrispAndDashesAreKept()
{
    Figure figure = fitFigure();
    figure.curves.front().role = Role::HighRate;
    const QByteArray svg = exportFigure(figure, options(ExportFormat::Svg));
    QVERIFY(svg.contains("shape-rendering=\"crispEdges\""));
    // Dashes of 5 and 2.5 pen widths of 1.4.
    QVERIFY(svg.contains("stroke-dasharray=\"7 3.5\""));
}

void TestExport::largeCloudIsOneImageInVectorFormats()
{
    Figure figure = fitFigure();
    figure.clouds = {cloud(20'001)};
    const QByteArray large = exportFigure(figure, options(ExportFormat::Svg));
    QCOMPARE(large.count("<image"), 1);
    QVERIFY(large.count("<ellipse") < 10);
    figure.clouds = {cloud(500)};
    const QByteArray small = exportFigure(figure, options(ExportFormat::Svg));
    QCOMPARE(small.count("<image"), 0);
    QVERIFY(small.count("<ellipse") >= 450);
}

void TestExport::millionPointsAreDrawn()
{
    Figure figure = fitFigure();
    figure.curves.clear();
    figure.shades.clear();
    figure.boundaries.positions.clear();
    ExportOptions chosen = options(ExportFormat::Png);
    const QImage without = pngOf(
        [&] {
            Figure bare = figure;
            bare.clouds.clear();
            return bare;
        }(),
        chosen);
    figure.clouds = {cloud(1'000'000)};
    const QImage with = pngOf(figure, chosen);
    QVERIFY(pixelsLike(without, Qt::white) - pixelsLike(with, Qt::white) > 300'000);
}

void TestExport::emptyFigureIsAnEmptyAxis()
{
    for (const ExportFormat format : {ExportFormat::Png, ExportFormat::Svg, ExportFormat::Pdf})
        QVERIFY(exportFigure({}, options(format)).size() > 500);
}

void TestExport::impossibleSizeIsAnError()
{
    ExportOptions chosen = options(ExportFormat::Png);
    chosen.pixels = {40'000, 100};
    QVERIFY(exportFigure(fitFigure(), chosen).isEmpty());
    chosen.pixels = {};
    chosen.millimetres = {-3.0, 10.0};
    QVERIFY(exportFigure(fitFigure(), chosen).isEmpty());
    const auto error = writeFigure(fitFigure(), chosen, "/tmp/never-written.png");
    QVERIFY(error && error->contains("never-written.png") && error->contains("size"));
}

void TestExport::writesTheFileOrSaysWhyNot()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath("figure.svg");
    QVERIFY(!writeFigure(fitFigure(), options(ExportFormat::Svg), name));
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), exportFigure(fitFigure(), options(ExportFormat::Svg)));
    const QString nowhere = folder.filePath("missing/figure.svg");
    const auto error = writeFigure(fitFigure(), options(ExportFormat::Svg), nowhere);
    QVERIFY(error);
    QVERIFY(error->contains(nowhere));
    QVERIFY(!error->contains('\n'));
}

void TestExport::failedWriteLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath("figure.png");
    QVERIFY(!writeFigure(fitFigure(), options(ExportFormat::Png), name));
    ExportOptions impossible = options(ExportFormat::Png);
    impossible.dpi = 0.0;
    QVERIFY(writeFigure(fitFigure(), impossible, name));
    QVERIFY(!QImage(name).isNull());
}

QTEST_MAIN(TestExport)
#include "test_export.moc"
