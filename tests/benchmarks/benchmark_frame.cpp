// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "tests/benchmarks/plain_plot.h"
#include "tests/ui/plane_figures.h"
#include "ui/fit_spread_view.h"
#include "ui/main_window.h"
#include "ui/plots/figure_plot.h"
#include "ui/plots/tile_below.h"
#include "ui/presets.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>

#include <array>
#include <memory>

// From a tick of the slider of m to new pixels, in a window of 1920 × 1080 with all plots of the
// start view, on an offscreen screen:
// "compute" is the core's answer with everything kept that does not depend on m (all threads' time
// counts), "draw" is figures and pixels in the window: a tick costs both. "sample" draws another
// seed, whose samples are no more the same, "ghosts" a hundred fits in the place of the drawn
// sample's. "drawPlain" draws the figures of "draw" with QCustomPlot alone.

namespace {

using namespace tradeoff;

/// m and n, with m and m + 1 in turn.
struct Tick {
    std::array<std::shared_ptr<const Result>, 2> results;
    std::size_t next = 0;

    const std::shared_ptr<const Result>& step() { return results[next++ % results.size()]; }
};

Scenario scenarioOf(const benchmark::State& state, int step, int trainingSets)
{
    Scenario scenario = ui::startScenario();
    scenario.experts = static_cast<int>(state.range(0)) + step;
    scenario.samples = state.range(1);
    scenario.trainingSets = trainingSets;
    return scenario;
}

Tick ticks(const benchmark::State& state, const ResultParts& parts)
{
    ComputeCache cache;
    Tick tick;
    for (std::size_t i = 0; i < tick.results.size(); ++i) {
        tick.results[i] = std::make_shared<const Result>(
            compute(scenarioOf(state, static_cast<int>(i), 100), {}, cache, parts));
    }
    return tick;
}

/// Made once and never ended: the main function of the benchmarks knows no toolkit.
QApplication& application()
{
    static QApplication* const made = [] {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // The offscreen screen has nothing to say that matters.
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
        static int count = 1;
        static std::array<char, 16> name{"benchmark_frame"};
        static std::array<char*, 2> arguments{name.data(), nullptr};
        return new QApplication(count, arguments.data());
    }();
    return *made;
}

/// The window as it opens, settled.
class Window {
public:
    Window()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , m_window(m_settings)
    {
        m_window.resize(1920, 1080);
        m_window.show();
        QElapsedTimer waited;
        waited.start();
        constexpr int most = 20'000;
        while ((m_window.service().isBusy() || !m_window.isVisible()) && waited.elapsed() < most) {
            m_application.processEvents(QEventLoop::WaitForMoreEvents, 10);
        }
        m_window.board().holdAxes(); // as while a slider is dragged
    }

    [[nodiscard]] ui::PlotBoard& board() { return m_window.board(); }

private:
    QApplication& m_application = application();
    QTemporaryDir m_folder;
    QSettings m_settings;
    ui::MainWindow m_window;
};

void computeTick(benchmark::State& state)
{
    // A simulation for an m that the sweep leaves out follows later, and is not waited for.
    const auto answer = [&state](int step, ComputeCache& cache) {
        return compute(scenarioOf(state, step, 0), {}, cache);
    };
    ComputeCache cache;
    benchmark::DoNotOptimize(answer(1, cache));
    int step = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(answer(step, cache));
        step = 1 - step;
    }
}

void show(benchmark::State& state, Window& window, Tick tick)
{
    // The picture that the plot shows is the only proof that something was drawn.
    const auto shown = [&] { return window.board().panel("fit").plot().grab().toImage(); };
    const auto draw = [&] {
        window.board().showResult(tick.step());
        QCoreApplication::processEvents();
    };
    draw();
    const QImage first = shown();
    draw();
    if (shown() == first) {
        state.SkipWithError("nothing is drawn");
    }
    for (auto _ : state) {
        draw();
    }
}

void drawTick(benchmark::State& state)
{
    Window window;
    show(state, window, ticks(state, {ResultPart::SimulatedSweep}));
}

void drawSample(benchmark::State& state)
{
    Window window;
    Tick samples;
    std::uint64_t seed = 1;
    for (std::shared_ptr<const Result>& result : samples.results) {
        Scenario scenario = scenarioOf(state, 0, 0);
        scenario.seed = seed++;
        result = std::make_shared<const Result>(compute(scenario));
    }
    show(state, window, samples);
}

void drawGhosts(benchmark::State& state)
{
    Window window;
    window.board().fitSpread().setFits(ui::FitSpreadView::all);
    show(state, window, ticks(state, {ResultPart::SimulatedSweep, ResultPart::FitSpread}));
}

void drawPlain(benchmark::State& state)
{
    Window window;
    Tick tick = ticks(state, {ResultPart::SimulatedSweep});
    std::vector<const ui::PlotPanel*> panels;
    std::vector<std::unique_ptr<test::PlainPlot>> plots;
    for (const ui::PlotPanel* panel : window.board().panels()) {
        if (panel->isVisible()) {
            panels.push_back(panel);
            plots.push_back(std::make_unique<test::PlainPlot>(panel->plot().size()));
        }
    }
    for (auto _ : state) {
        const Result& result = *tick.step();
        for (std::size_t i = 0; i < panels.size(); ++i) {
            plots[i]->show(panels[i]->row().make(result, panels[i]->view()));
        }
        QCoreApplication::processEvents();
    }
}

/// The cells of a number of centers, and of one more, in turn.
std::array<Figure, 2> planes(const benchmark::State& state)
{
    const int cells = static_cast<int>(state.range(0));
    return {ui::voronoiFigure(cells), ui::voronoiFigure(cells + 1)};
}

constexpr QSize planeSize(700, 500);

void drawPlane(benchmark::State& state)
{
    QApplication& running = application();
    const std::array<Figure, 2> figures = planes(state);
    ui::FigurePlot plot;
    plot.resize(planeSize);
    plot.show();
    std::size_t next = 0;
    for (auto _ : state) {
        plot.setFigure(figures[next++ % figures.size()]);
        running.processEvents();
    }
}

void drawPlanePlain(benchmark::State& state)
{
    QApplication& running = application();
    const std::array<Figure, 2> figures = planes(state);
    test::PlainPlot plot(planeSize);
    std::size_t next = 0;
    for (auto _ : state) {
        plot.show(figures[next++ % figures.size()]);
        running.processEvents();
    }
}

void findRegion(benchmark::State& state)
{
    const Figure figure = planes(state).front();
    double x = 0;
    for (auto _ : state) {
        x = x < 0.99 ? x + 0.007 : 0.0;
        benchmark::DoNotOptimize(ui::tileAt(figure.tilings.front(), {x, 1 - x}));
    }
}

const std::vector<std::vector<std::int64_t>> numbers{{16, 256, 1000}, {1000, 10'000, 100'000}};

BENCHMARK(computeTick)
    ->Name("compute")
    ->ArgsProduct(numbers)
    ->Args({1000, 1'000'000})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK(drawTick)
    ->Name("draw")
    ->ArgsProduct(numbers)
    ->Args({1000, 1'000'000})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK(drawSample)
    ->Name("sample")
    ->ArgsProduct({{16}, {1000, 10'000, 100'000, 1'000'000}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(drawGhosts)
    ->Name("ghosts")
    ->ArgsProduct({{16, 256, 1000}, {1000}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(drawPlain)
    ->Name("drawPlain")
    ->ArgsProduct(numbers)
    ->Args({1000, 1'000'000})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK(drawPlane)->Name("plane")->Arg(64)->Arg(1024)->Arg(4096)->Unit(benchmark::kMillisecond);
BENCHMARK(drawPlanePlain)
    ->Name("planePlain")
    ->Arg(64)
    ->Arg(1024)
    ->Arg(4096)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(findRegion)->Name("region")->Arg(4096)->Unit(benchmark::kMicrosecond);

} // namespace
