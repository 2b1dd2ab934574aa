// Loaded into a gateway by the soak: tells what it holds when it is asked. Nothing of the gateway knows of it.
import { answerQuestions } from './questions.mjs';

answerQuestions({
  memory() {
    globalThis.gc();
    return process.memoryUsage();
  },
});
// Being asked must not keep it alive.
process.channel.unref();
