// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/service_fixture.h"

#include "core/input_error.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <vector>

using namespace tradeoff;
using namespace tradeoff::ui;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool timesMatter = false;
#else
constexpr bool timesMatter = true;
#endif

namespace {

/// Longest pause between two ticks of a 1 ms timer while a slider is moved for a second.
qint64 longestGap(const std::function<void(int)>& request)
{
    qint64 longest = 0;
    int ticks = 0;
    QElapsedTimer sinceTick;
    QTimer ticker;
    ticker.setTimerType(Qt::PreciseTimer);
    QObject::connect(&ticker, &QTimer::timeout, &ticker, [&] {
        longest = std::max(longest, sinceTick.restart());
        ++ticks;
    });
    QTimer slider;
    int value = 0;
    QObject::connect(&slider, &QTimer::timeout, &slider, [&] { request(++value); });
    sinceTick.start();
    ticker.start(1);
    slider.start(20);
    QTest::qWait(1000);
    return longest;
}

} // namespace

class TestComputeService : public QObject {
    Q_OBJECT

private slots:
    void answersWithTheRealComputation();
    void newestScenarioWins();
    void lastRequestIsAlwaysAnswered();
    void firstStageIsLetThrough();
    void timeIsThatOfTheErrors();
    void pictureFollowsADrag();
    void slowFirstStageGivesWay();
    void floodOfSlowRequestsCannotStarveThePicture();
    void signalsArriveOnTheGuiThread();
    void busyFollowsTheWork();
    void requestFromAResultKeepsItBusy();
    void cancelIsQuickAndSilent();
    void errorsAreReportedInOneLine();
    void anyExceptionIsReported();
    void progressIsReported();
    void destroyedWhileBusy();
    void neverBlocksTheEventLoop();
    void probeSeesABlockedEventLoop();
};

void TestComputeService::answersWithTheRealComputation()
{
    ComputeService service;
    Report report(service);
    Scenario scenario = defaultScenario();
    scenario.experts = 5;
    scenario.trainingSets = 0;
    service.request(scenario);
    QTRY_VERIFY(report.finished(5));
}

void TestComputeService::newestScenarioWins()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(20, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    for (int i = 1; i <= 100; ++i) {
        service.request(numbered(i));
    }
    QTRY_VERIFY(report.finished(100));
    QVERIFY2(report.answers.size() <= 3, "waiting requests were computed one by one");
    QVERIFY(std::is_sorted(report.answers.begin(), report.answers.end(),
                           [](const auto& a, const auto& b) { return a.experts < b.experts; }));
}

void TestComputeService::lastRequestIsAlwaysAnswered()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            monitor.stage(answerTo(scenario));
            workFor(3, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    for (int round = 1; round <= 50; ++round) {
        service.request(numbered(2 * round));
        QTest::qWait(round % 5);
        service.request(numbered(2 * round + 1));
        QTRY_VERIFY(report.finished(2 * round + 1));
    }
}

void TestComputeService::firstStageIsLetThrough()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(40, monitor.stop);
            monitor.stage(answerTo(scenario));
            workFor(60'000, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    QSignalSpy ready(&service, &ComputeService::resultReady);
    service.request(numbered(1));
    QTest::qWait(10);
    service.request(numbered(2)); // while 1 has shown nothing yet
    QTRY_COMPARE(report.answers.size(), std::size_t{2});
    QCOMPARE(report.answers[0].experts, 1);
    QCOMPARE(report.answers[0].isFinal, false);
    QCOMPARE(report.answers[1].experts, 2);
}

/// Also where the errors come with the rest, in one result.
void TestComputeService::timeIsThatOfTheErrors()
{
    constexpr int rest = 100; // milliseconds
    std::binary_semaphore almostDone(0);
    ComputeService service(
        [&](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(1, monitor.stop);
            monitor.errorsKnown();
            workFor(rest, monitor.stop);
            almostDone.release();
            return answerTo(scenario);
        });
    QElapsedTimer timer;
    std::vector<double> times;
    connect(&service, &ComputeService::resultReady, this,
            [&](const std::shared_ptr<const Result>&, bool isFinal, double milliseconds) {
                times.push_back(milliseconds);
                QVERIFY(isFinal && milliseconds >= 1.0);
                QVERIFY(milliseconds <= static_cast<double>(timer.elapsed() + 1 - rest));
            });
    timer.start();
    service.request(numbered(1));
    almostDone.acquire();
    QTRY_COMPARE(times.size(), std::size_t{1});
}

void TestComputeService::pictureFollowsADrag()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(30, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    for (int i = 1; i <= 100; ++i) {
        service.request(numbered(i));
        QTest::qWait(4);
    }
    QTRY_VERIFY(report.finished(100));
    QVERIFY2(report.answers.size() >= 4, "the drag starved the picture");
}

void TestComputeService::slowFirstStageGivesWay()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(scenario.experts == 1 ? 60'000 : 1, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    service.request(numbered(1));
    QTest::qWait(10);
    QElapsedTimer time;
    time.start();
    service.request(numbered(2));
    QTRY_VERIFY_WITH_TIMEOUT(report.finished(2), 20'000);
    QVERIFY(!report.finished(1));
    if (timesMatter) {
        QVERIFY2(time.elapsed() < 400, qPrintable(QString::number(time.elapsed())));
    }
}

void TestComputeService::floodOfSlowRequestsCannotStarveThePicture()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(300, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    QElapsedTimer time;
    time.start();
    for (int i = 1; report.answers.empty() && time.elapsed() < 20'000; ++i) {
        service.request(numbered(i));
        QTest::qWait(10);
    }
    QVERIFY(!report.answers.empty());
}

void TestComputeService::signalsArriveOnTheGuiThread()
{
    std::atomic<QThread*> worker = nullptr;
    ComputeService service(
        [&](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            worker = QThread::currentThread();
            monitor.stage(answerTo(scenario));
            return answerTo(scenario);
        });
    Report report(service);
    service.request(numbered(1));
    QTRY_VERIFY(report.finished(1));
    QVERIFY(worker.load() != QThread::currentThread());
    for (const auto& answer : report.answers) {
        QCOMPARE(answer.thread, QThread::currentThread());
    }
}

void TestComputeService::busyFollowsTheWork()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(20, monitor.stop);
            return answerTo(scenario);
        });
    QSignalSpy busy(&service, &ComputeService::busyChanged);
    QVERIFY(!service.isBusy());
    service.request(numbered(1));
    service.request(numbered(2));
    QVERIFY(service.isBusy());
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(busy.count(), 2);
    QCOMPARE(busy.at(0).at(0).toBool(), true);
    QCOMPARE(busy.at(1).at(0).toBool(), false);
}

void TestComputeService::requestFromAResultKeepsItBusy()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(scenario.experts == 1 ? 1 : 50, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    connect(&service, &ComputeService::resultReady, this,
            [&](const std::shared_ptr<const Result>& result) {
                if (result->scenario.experts == 1) {
                    service.request(numbered(2));
                }
            });
    connect(&service, &ComputeService::busyChanged, this,
            [&](bool busy) { QVERIFY(busy || report.finished(2)); });
    service.request(numbered(1));
    QTRY_VERIFY(!service.isBusy());
    QVERIFY(report.finished(2));
}

void TestComputeService::cancelIsQuickAndSilent()
{
    std::atomic<bool> running = false;
    ComputeService service(
        [&](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            running = true;
            workFor(scenario.experts == 3 ? 0 : 60'000, monitor.stop);
            return answerTo(scenario);
        });
    Report report(service);
    QSignalSpy failed(&service, &ComputeService::failed);
    service.request(numbered(1));
    service.request(numbered(2));
    QTRY_VERIFY(running);
    QElapsedTimer time;
    time.start();
    service.cancel();
    QVERIFY(!service.isBusy());
    service.request(numbered(3));
    QTRY_VERIFY(report.finished(3));
    if (timesMatter) {
        QVERIFY(time.elapsed() < 200);
    }
    QCOMPARE(report.answers.size(), std::size_t{1});
    QCOMPARE(failed.count(), 0);
}

void TestComputeService::errorsAreReportedInOneLine()
{
    ComputeService service([](const Scenario&, const Monitor&, const ResultParts&) -> Result {
        throw InputError("/experts", "must be a whole number from 1 to 100000, not 0");
    });
    QSignalSpy failed(&service, &ComputeService::failed);
    service.request(numbered(0));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.at(0).at(0).toString(),
             "/experts: must be a whole number from 1 to 100000, not 0");
    QTRY_VERIFY(!service.isBusy());
}

void TestComputeService::anyExceptionIsReported()
{
    ComputeService service([](const Scenario& scenario, const Monitor&, const ResultParts&) {
        if (scenario.experts == 1) {
            throw std::runtime_error("out of luck");
        }
        return answerTo(scenario);
    });
    Report report(service);
    QSignalSpy failed(&service, &ComputeService::failed);
    service.request(numbered(1));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.at(0).at(0).toString(), "out of luck");
    service.request(numbered(2)); // the worker lives on
    QTRY_VERIFY(report.finished(2));
}

void TestComputeService::progressIsReported()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            monitor.progress(0.5);
            return answerTo(scenario);
        });
    QSignalSpy progress(&service, &ComputeService::progressChanged);
    service.request(numbered(1));
    QTRY_COMPARE(progress.count(), 1);
    QCOMPARE(progress.at(0).at(0).toDouble(), 0.5);
}

void TestComputeService::destroyedWhileBusy()
{
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer time;
        {
            ComputeService service(
                [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
                    monitor.stage(answerTo(scenario));
                    workFor(60'000, monitor.stop);
                    return answerTo(scenario);
                });
            service.request(numbered(1));
            QTest::qWait(i % 4);
            service.request(numbered(2));
            time.start();
        }
        QVERIFY(time.elapsed() < (timesMatter ? 200 : 5000));
    }
}

void TestComputeService::neverBlocksTheEventLoop()
{
    ComputeService service(
        [](const Scenario& scenario, const Monitor& monitor, const ResultParts&) {
            workFor(300, monitor.stop);
            return answerTo(scenario);
        });
    const qint64 gap = longestGap([&](int i) { service.request(numbered(i)); });
    if (timesMatter) {
        QVERIFY2(gap < 100, qPrintable(QString::number(gap)));
    }
}

void TestComputeService::probeSeesABlockedEventLoop()
{
    const qint64 gap = longestGap([](int) { workFor(300, {}); });
    QVERIFY2(gap > 250, qPrintable(QString::number(gap)));
}

QTEST_GUILESS_MAIN(TestComputeService)
#include "test_compute_service.moc"
