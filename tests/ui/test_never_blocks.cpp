// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window_fixture.h"

#include "core/scenario_json.h"
#include "ui/edits.h"
#include "ui/fit_spread_view.h"
#include "ui/plot_tabs.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace tradeoff;
using namespace tradeoff::ui;

namespace {

/// Sanitizers slow everything down many times: the promise of time is not theirs to keep.
constexpr bool isTimed =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    false;
#else
    true;
#endif

/// How long this thread was ready to run while other threads had the processors, in milliseconds.
qint64 waitedForProcessor()
{
    // Three numbers: nanoseconds on a processor, nanoseconds waiting for one, times it got one.
    QFile statistics(QStringLiteral("/proc/thread-self/schedstat"));
    if (!statistics.open(QIODevice::ReadOnly))
        return 0;
    return statistics.readAll().split(' ').value(1).toLongLong() / 1'000'000;
}

/// Measures the longest time in which the event loop did nothing else. The time in which the whole
/// machine was too busy to let it run is not counted: it says nothing of the window.
class LoopProbe : public QObject {
public:
    LoopProbe()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 waited = waitedForProcessor();
            m_longest = std::max(m_longest, m_clock.restart() - (waited - m_waited));
            m_waited = waited;
        });
        m_clock.start();
        m_timer.start(1);
    }

    [[nodiscard]] qint64 longestGap() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_waited = waitedForProcessor();
    qint64 m_longest = 0;
};

/// Changes a field every 12 ms, sixty times, through a list of values.
/// \returns the longest gap of the event loop meanwhile, in milliseconds
qint64 gapWhileChanging(const WindowFixture& fixture, const QString& field,
                        const QStringList& values)
{
    const LoopProbe probe;
    constexpr int changes = 60;
    int made = 0;
    QTimer changer;
    QObject::connect(&changer, &QTimer::timeout, fixture.window.get(), [&] {
        const QString& value = values[made % values.size()];
        const Scenario edited =
            withField(fixture.scenario(), field.toStdString(), value.toStdString());
        fixture.store().apply(edited, field, QStringLiteral("change"));
        if (++made == changes)
            changer.stop();
    });
    changer.start(12);
    if (!QTest::qWaitFor([&] { return made == changes; }, 30'000))
        qFatal("the changes were not made within 30 s");
    return probe.longestGap();
}

} // namespace

/// Whatever is asked, the window stays alive; and what was asked last is answered.
class TestNeverBlocks : public QObject {
    Q_OBJECT

private slots:
    void probeSeesABlockedLoop();
    void quickChangesNeverBlock_data();
    void quickChangesNeverBlock();
    void manyCellsOfThePlaneNeverBlock_data();
    void manyCellsOfThePlaneNeverBlock();
    void windowClosesWhileBusy();
};

void TestNeverBlocks::probeSeesABlockedLoop()
{
    const LoopProbe probe;
    QTimer blocker;
    blocker.setSingleShot(true);
    // Asleep: of a busy loop the time in which others had the processor would not count.
    connect(&blocker, &QTimer::timeout, this, [] { QThread::msleep(150); });
    blocker.start(20);
    QTest::qWait(250);
    QVERIFY(probe.longestGap() >= 140);
}

void TestNeverBlocks::quickChangesNeverBlock_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<std::string>("tab");
    QTest::addColumn<int>("samples"); // to begin with
    QTest::addColumn<int>("fits");
    const std::string tradeoff = "tradeoff";
    const QStringList experts{"1", "16", "300", "2000", "40", "1000"};
    QTest::newRow("experts") << "experts" << experts << tradeoff << 200 << 0;
    QTest::newRow("fits") << "experts" << experts << tradeoff << 1000 << FitSpreadView::all;
    QTest::newRow("density") << "experts" << experts << tradeoff << 1'000'000 << 0;
    QTest::newRow("samples") << "samples"
                             << QStringList{"10", "1000", "50000", "1000000", "300", "1000000"}
                             << tradeoff << 200 << 0;
    QTest::newRow("target") << "target.kind"
                            << QStringList{"doppler", "cosine", "chirp", "absolute", "heavisine"}
                            << tradeoff << 200 << 0;
    for (const char* tab : {"segmentations", "power-map", "laws", "parameter-sweep"}) {
        QTest::newRow(tab) << "experts" << QStringList{"3", "16", "50", "7"} << std::string(tab)
                           << 200 << 0;
    }
}

void TestNeverBlocks::quickChangesNeverBlock()
{
    QFETCH(QString, field);
    QFETCH(QStringList, values);
    QFETCH(std::string, tab);
    QFETCH(int, samples);
    QFETCH(int, fits);
    const WindowFixture fixture;
    fixture.window->board().tabs().setFront(tab);
    fixture.window->board().fitSpread().setFits(fits);
    QVERIFY(fixture.settle());
    fixture.store().apply(withSamples(fixture.scenario(), samples), {}, {});
    std::shared_ptr<const Result> last;
    connect(&fixture.window->service(), &ComputeService::resultReady, fixture.window.get(),
            [&last](const std::shared_ptr<const Result>& result) { last = result; });

    // Another program may take the processors for a moment; what blocks the loop does so each time.
    qint64 longestGap = 0;
    for (int round = 0; round < 3; ++round) {
        longestGap = gapWhileChanging(fixture, field, values);
        // The exact part; a simulation may take as long as it likes.
        const auto isAnswered = [&] {
            return last && last->scenario == fixture.scenario() && !last->sweep.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(), 60'000);
        qInfo("longest gap: %lld ms", static_cast<long long>(longestGap));
        if (!isTimed || longestGap < 100)
            return;
    }
    QVERIFY2(longestGap < 100, qPrintable(QString::number(longestGap)));
}

void TestNeverBlocks::manyCellsOfThePlaneNeverBlock_data()
{
    QTest::addColumn<std::string>("segmentation");
    for (const char* segmentation : {"grid", "voronoi-random", "voronoi-centroidal"})
        QTest::newRow(segmentation) << std::string(segmentation);
}

void TestNeverBlocks::manyCellsOfThePlaneNeverBlock()
{
    QFETCH(std::string, segmentation);
    const WindowFixture fixture;
    const std::vector<FieldEdit> edits{{"domain", "[[0, 1], [0, 1]]"},
                                       {"segmentation.kind", segmentation},
                                       {"samples", "100000"},
                                       {"sweep.experts", "[1, 20]"},
                                       {"monteCarlo.trainingSets", "0"}};
    fixture.store().apply(withFields(fixture.scenario(), edits), {}, {});
    QVERIFY(fixture.settle());
    qint64 longestGap = 0;
    for (int round = 0; round < 3; ++round) {
        longestGap = gapWhileChanging(fixture, "experts", {"4096", "4000", "16", "3900"});
        QVERIFY(fixture.settle());
        qInfo("longest gap: %lld ms", static_cast<long long>(longestGap));
        if (!isTimed || longestGap < 50)
            return;
    }
    QVERIFY2(longestGap < 50, qPrintable(QString::number(longestGap)));
}

void TestNeverBlocks::windowClosesWhileBusy()
{
    WindowFixture fixture;
    for (int i = 0; i < 5; ++i) {
        fixture.open();
        fixture.store().apply(withSamples(fixture.scenario(), 1e6), {}, {});
        QTest::qWait(i);
        QVERIFY(fixture.window->close());
    }
}

QTEST_MAIN(TestNeverBlocks)
#include "test_never_blocks.moc"
